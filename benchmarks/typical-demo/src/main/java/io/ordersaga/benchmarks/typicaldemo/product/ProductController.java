package io.ordersaga.benchmarks.typicaldemo.product;

import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiredArgsConstructor
class ProductController {

    private final ProductRepository products;

    @PostMapping("/products")
    @ResponseStatus(HttpStatus.CREATED)
    Product create(@RequestBody Product product) {
        return products.save(product);
    }
}
