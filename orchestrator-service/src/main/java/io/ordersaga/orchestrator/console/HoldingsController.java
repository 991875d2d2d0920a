package io.ordersaga.orchestrator.console;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Stock and balances with their ledgers. */
@Controller
@RequestMapping("/console")
@RequiredArgsConstructor
class HoldingsController {

    private final Shop shop;

    @GetMapping("/users")
    String users(@RequestParam(defaultValue = "0") long after, Model page) {
        List<Shop.User> users = shop.users(after);
        page.addAttribute("users", users);
        page.addAttribute("next", users.size() == Shop.PAGE ? users.getLast().id() : null);
        return "console/users";
    }

    @GetMapping(path = "/users", params = "id")
    String goToUser(@RequestParam long id) {
        return "redirect:/console/users/" + id;
    }

    @GetMapping("/users/{id}")
    String user(@PathVariable long id, @RequestParam(defaultValue = "0") long after, Model page) {
        List<Shop.Payment> ledger = shop.payments(id, after);
        page.addAttribute("user", shop.user(id));
        page.addAttribute("key", UUID.randomUUID());
        page.addAttribute("ledger", ledger);
        page.addAttribute("next", older(ledger, Shop.Payment::id));
        return "console/user";
    }

    /** @param key new on each page, so that a form that is sent twice counts once */
    @PostMapping("/users/{id}/deposit")
    String deposit(
            @PathVariable long id,
            @RequestParam BigDecimal amount,
            @RequestParam UUID key,
            HttpServletResponse response) {
        shop.deposit(id, amount, key);
        Notice.DEPOSITED.tell(response, amount.toPlainString());
        return "redirect:/console/users/" + id;
    }

    @GetMapping("/products")
    String products(@RequestParam(defaultValue = "0") long after, Model page) {
        List<Shop.Product> products = shop.products(after);
        page.addAttribute("products", products);
        page.addAttribute(
                "next", products.size() == Shop.PAGE ? products.getLast().id() : null);
        return "console/products";
    }

    @GetMapping(path = "/products", params = "id")
    String goToProduct(@RequestParam long id) {
        return "redirect:/console/products/" + id;
    }

    @GetMapping("/products/{id}")
    String product(@PathVariable long id, @RequestParam(defaultValue = "0") long after, Model page) {
        List<Shop.Movement> ledger = shop.movements(id, after);
        page.addAttribute("product", shop.product(id));
        page.addAttribute("key", UUID.randomUUID());
        page.addAttribute("ledger", ledger);
        page.addAttribute("next", older(ledger, Shop.Movement::id));
        return "console/product";
    }

    /** @param key as of a deposit */
    @PostMapping("/products/{id}/restock")
    String restock(
            @PathVariable long id, @RequestParam int pieces, @RequestParam UUID key, HttpServletResponse response) {
        shop.restock(id, pieces, key);
        Notice.RESTOCKED.tell(response, Counted.of(pieces, "piece"));
        return "redirect:/console/products/" + id;
    }

    /** Entries are numbered from 1, without a gap. */
    private static <E> @Nullable Long older(List<E> newestFirst, Function<E, Long> number) {
        return newestFirst.isEmpty() || number.apply(newestFirst.getLast()) == 1
                ? null
                : number.apply(newestFirst.getLast());
    }
}
