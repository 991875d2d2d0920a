package io.ordersaga.benchmarks.typicaldemo.order;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.UUID;
import lombok.Getter;
import lombok.Setter;

@Entity
@Getter
@Setter
public class CustomerOrder {

    @Id
    private UUID id;

    private long ownerId;
    private long productId;
    private int quantity;
    private String status;
    private BigDecimal totalPrice;
}
