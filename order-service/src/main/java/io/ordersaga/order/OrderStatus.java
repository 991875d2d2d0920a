package io.ordersaga.order;

/** Where an order stands: pending until its saga has ended, then one of the others for good. */
enum OrderStatus {
    PENDING,
    SUCCESS,
    FAILED
}
