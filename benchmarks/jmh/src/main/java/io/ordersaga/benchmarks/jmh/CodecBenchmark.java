package io.ordersaga.benchmarks.jmh;

import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to write and to read the body of a message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CodecBenchmark {

    private static final UUID SAGA = UUID.fromString("01980000-0000-7000-8000-000000000001");
    private static final UUID ORDER = UUID.fromString("01980000-0000-7000-8000-000000000002");

    private final UpdateBalance command = new UpdateBalance(SAGA, ORDER, 1, new BigDecimal("29.97"));
    private final StockChecked event = new StockChecked(SAGA, ORDER, new BigDecimal("9.99"));
    private final byte[] commandBody = MessageJson.write(command);
    private final byte[] eventBody = MessageJson.write(event);

    @Benchmark
    public Object writeCommand() {
        return MessageJson.write(command);
    }

    @Benchmark
    public Object readCommand() {
        return MessageJson.read(commandBody, UpdateBalance.class);
    }

    @Benchmark
    public Object writeEvent() {
        return MessageJson.write(event);
    }

    @Benchmark
    public Object readEvent() {
        return MessageJson.read(eventBody, StockChecked.class);
    }
}
