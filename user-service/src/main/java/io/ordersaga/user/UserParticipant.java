package io.ordersaga.user;

import io.ordersaga.messages.user.UserCommand;
import io.ordersaga.messages.user.UserCommand.CheckBalance;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.messaging.CommandHandlers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The user service's part in sagas: which command goes to which method. */
@Configuration(proxyBeanMethods = false)
class UserParticipant {

    @Bean
    CommandHandlers userCommands(Wallet wallet) {
        return CommandHandlers.of(UserCommand.SERVICE)
                .prepareWith(wallet::lock)
                .on(CheckBalance.class, wallet::check)
                .on(UpdateBalance.class, wallet::debit)
                .on(RefundBalance.class, wallet::refund);
    }
}
