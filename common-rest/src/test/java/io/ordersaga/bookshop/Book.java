package io.ordersaga.bookshop;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record Book(
        long id,
        String title,
        BigDecimal listPrice,
        int pageCount,
        @Nullable Instant publishedAt) {}
