package io.ordersaga.messaging.consume;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that read what the broker sends. RabbitMQ's Java client reads nested headers by recursion, so that a message with
 * headers some thousand levels deep overflowed the stack: the connection closed, the broker delivered the message again,
 * and nobody got past it. A frame of 128 KB holds 26,000 levels, which take 20 MB when they are read by interpreted code.
 * What is not used of a stack costs no memory.
 */
public final class ReadingThreads implements ThreadFactory {

    private static final long STACK_BYTES = 32L * 1024 * 1024;

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
        return Thread.ofPlatform()
                .name("amqp-" + count.incrementAndGet())
                .daemon(false)
                .stackSize(STACK_BYTES)
                .unstarted(work);
    }
}
