/**
 * The same order through the same six steps, written the way demonstrations of sagas over RabbitMQ usually are: no
 * outbox, no inbox, unconfirmed publishes from within the transaction, one message and one JPA save at a time, one
 * consumer per queue. It loses messages and repeats effects when anything crashes. It is here to be compared with, and for
 * nothing else.
 */
package io.ordersaga.benchmarks.typicaldemo;
