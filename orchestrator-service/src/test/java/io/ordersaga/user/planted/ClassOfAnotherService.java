package io.ordersaga.user.planted;

/** Stands for the user service, which is not on this module's class path. */
public record ClassOfAnotherService() {}
