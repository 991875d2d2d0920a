package io.ordersaga.messaging.piggybank;

import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.CommandHandlers;
import io.ordersaga.messaging.consume.BatchHandler;
import io.ordersaga.messaging.consume.Subscription;
import io.ordersaga.messaging.delivery.InboundMessage;
import io.ordersaga.messaging.piggybank.CoinCommand.PutIn;
import io.ordersaga.messaging.piggybank.CoinCommand.TakeOut;
import io.ordersaga.messaging.piggybank.CoinEvent.CoinsPutIn;
import io.ordersaga.messaging.piggybank.CoinEvent.CoinsTakenOut;
import io.ordersaga.testing.Statements;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole participant, and beside it somebody who listens to its answers as an orchestrator would. */
@SpringBootApplication(proxyBeanMethods = false)
class PiggybankService {

    static final String ANSWERS = "piggybank.answers";

    @Bean
    Trouble trouble() {
        return new Trouble();
    }

    @Bean
    Answers answers() {
        return new Answers();
    }

    @Bean
    static Statements statements() {
        return new Statements();
    }

    @Bean
    CommandHandlers piggybank(JdbcClient jdbc, Trouble trouble) {
        return CommandHandlers.of(CoinCommand.SERVICE)
                .prepareWith(commands -> trouble.batch(
                        commands.stream().map(CoinCommand.class::cast).toList()))
                .on(PutIn.class, command -> {
                    move(jdbc, trouble, command, command.coins());
                    return new CoinsPutIn(command.sagaId(), command.orderId());
                })
                .on(TakeOut.class, command -> {
                    move(jdbc, trouble, command, -command.coins());
                    return new CoinsTakenOut(command.sagaId(), command.orderId());
                });
    }

    private static void move(JdbcClient jdbc, Trouble trouble, CoinCommand command, int coins) {
        jdbc.sql("insert into coin (saga_id, coins) values (?, ?)")
                .param(command.sagaId())
                .param(coins)
                .update();
        trouble.effect(command);
    }

    @Bean
    Subscription listener(Answers answers) {
        return new Subscription(ANSWERS, List.of(RoutingKey.EVERY_EVENT), new BatchHandler<InboundMessage>() {
            @Override
            public InboundMessage read(InboundMessage message) {
                return message;
            }

            @Override
            public void handle(List<InboundMessage> batch) {
                batch.forEach(answers::heard);
            }
        });
    }
}
