package io.ordersaga.benchmarks.typicaldemo.orchestrator;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.UUID;
import lombok.Getter;
import lombok.Setter;

@Entity
@Getter
@Setter
public class Saga {

    @Id
    private UUID id;

    private long ownerId;
    private long productId;
    private int quantity;
    private BigDecimal unitPrice;
    private String step;
    private String status;
    private String failureCode;

    BigDecimal total() {
        return unitPrice == null ? null : unitPrice.multiply(BigDecimal.valueOf(quantity));
    }
}
