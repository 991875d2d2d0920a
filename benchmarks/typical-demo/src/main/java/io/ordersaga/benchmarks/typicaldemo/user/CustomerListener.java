package io.ordersaga.benchmarks.typicaldemo.user;

import io.ordersaga.benchmarks.typicaldemo.Command;
import io.ordersaga.benchmarks.typicaldemo.Event;
import io.ordersaga.benchmarks.typicaldemo.Messaging;
import lombok.RequiredArgsConstructor;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
@RequiredArgsConstructor
class CustomerListener {

    private final CustomerRepository customers;
    private final RabbitTemplate rabbit;

    @RabbitListener(queues = Messaging.USER)
    @Transactional
    public void handle(Command command) {
        Event answer = customers
                .findById(command.ownerId())
                .map(customer -> answer(command, customer))
                .orElseGet(() -> Event.failure(command, "USER_NOT_FOUND"));
        rabbit.convertAndSend(Messaging.EXCHANGE, Messaging.EVENT_KEY, answer);
    }

    private Event answer(Command command, Customer customer) {
        switch (command.action()) {
            case "check_balance" -> {
                if (customer.getBalance().compareTo(command.amount()) < 0) {
                    return Event.failure(command, "INSUFFICIENT_BALANCE");
                }
            }
            case "update_balance" -> {
                if (customer.getBalance().compareTo(command.amount()) < 0) {
                    return Event.failure(command, "INSUFFICIENT_BALANCE");
                }
                customer.setBalance(customer.getBalance().subtract(command.amount()));
                customers.save(customer);
            }
            case "refund_balance" -> {
                customer.setBalance(customer.getBalance().add(command.amount()));
                customers.save(customer);
            }
            default -> throw new IllegalArgumentException(command.action());
        }
        return Event.success(command);
    }
}
