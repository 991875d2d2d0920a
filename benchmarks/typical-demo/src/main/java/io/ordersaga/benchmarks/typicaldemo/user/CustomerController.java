package io.ordersaga.benchmarks.typicaldemo.user;

import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiredArgsConstructor
class CustomerController {

    private final CustomerRepository customers;

    @PostMapping("/users")
    @ResponseStatus(HttpStatus.CREATED)
    Customer create(@RequestBody Customer customer) {
        return customers.save(customer);
    }
}
