package io.ordersaga.benchmarks.typicaldemo.orchestrator;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface SagaRepository extends JpaRepository<Saga, UUID> {}
