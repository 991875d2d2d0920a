package io.ordersaga.benchmarks.typicaldemo.product;

import io.ordersaga.benchmarks.typicaldemo.Messaging;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@Import(Messaging.class)
public class ProductApplication {}
