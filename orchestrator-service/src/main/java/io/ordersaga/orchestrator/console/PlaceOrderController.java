package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.Shop.NewProduct;
import io.ordersaga.orchestrator.console.Shop.NewUser;
import io.ordersaga.orchestrator.order.OrderRequest;
import io.ordersaga.rest.Problems;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a newcomer makes a user, a product and an order, and sees every outcome with one click. */
@Controller
@RequestMapping("/console/orders")
@RequiredArgsConstructor
class PlaceOrderController {

    private final Shop shop;
    private final Stage stage;
    private final ObjectProvider<TryIt> tryIt;

    @GetMapping
    String form(
            @RequestParam(required = false) @Nullable Long owner,
            @RequestParam(required = false) @Nullable Long product,
            Model page) {
        page.addAttribute("users", orNothing(page, () -> shop.users(0)));
        page.addAttribute("products", orNothing(page, () -> shop.products(0)));
        page.addAttribute("most", Shop.PAGE);
        page.addAttribute("key", UUID.randomUUID());
        page.addAttribute("owner", owner);
        page.addAttribute("product", product);
        page.addAttribute("scenarios", Scenario.values());
        page.addAttribute("tryIt", tryIt.getIfAvailable());
        return "console/orders";
    }

    /** An order can be placed without them, by whoever knows the ids. */
    private static <T> List<T> orNothing(Model page, Supplier<List<T>> question) {
        try {
            return question.get();
        } catch (ErrorResponseException e) {
            page.addAttribute("notice", e.getBody().getDetail());
            return List.of();
        }
    }

    /** @param key new on each page, so that a form that is sent twice counts once */
    @PostMapping
    String place(@Valid @ModelAttribute OrderRequest order, @RequestParam UUID key, HttpServletResponse response) {
        return saga(stage.place(order, key), response);
    }

    @PostMapping("/scenarios/{word}")
    String play(@PathVariable String word, HttpServletResponse response) {
        Scenario wanted = Scenario.of(word).orElseThrow(() -> Problems.notFound("scenario", word));
        return saga(stage.play(wanted), response);
    }

    private static String saga(UUID saga, HttpServletResponse response) {
        Notice.PLACED.tell(response);
        return "redirect:/console/sagas/" + saga;
    }

    @PostMapping("/users")
    String createUser(
            @ModelAttribute NewUser user,
            @RequestParam(required = false) @Nullable Long product,
            HttpServletResponse response) {
        long id = shop.create(user);
        Notice.USER_CREATED.tell(response, id);
        return form(id, product);
    }

    @PostMapping("/products")
    String createProduct(
            @ModelAttribute NewProduct product,
            @RequestParam(required = false) @Nullable Long owner,
            HttpServletResponse response) {
        long id = shop.create(product);
        Notice.PRODUCT_CREATED.tell(response, id);
        return form(owner, id);
    }

    private static String form(@Nullable Long owner, @Nullable Long product) {
        return "redirect:/console/orders?owner=" + (owner == null ? "" : owner) + "&product="
                + (product == null ? "" : product);
    }
}
