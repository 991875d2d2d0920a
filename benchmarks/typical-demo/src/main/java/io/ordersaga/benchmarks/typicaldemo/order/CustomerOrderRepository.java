package io.ordersaga.benchmarks.typicaldemo.order;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface CustomerOrderRepository extends JpaRepository<CustomerOrder, UUID> {}
