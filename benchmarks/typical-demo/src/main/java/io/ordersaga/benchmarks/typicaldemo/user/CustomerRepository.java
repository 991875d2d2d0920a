package io.ordersaga.benchmarks.typicaldemo.user;

import org.springframework.data.jpa.repository.JpaRepository;

interface CustomerRepository extends JpaRepository<Customer, Long> {}
