package io.ordersaga.messaging.planted;

import io.ordersaga.messages.user.UserCommand;

/** Breaks the rule that the post office does not know what it carries. */
public record MessagingThatKnowsUsers(UserCommand command) {}
