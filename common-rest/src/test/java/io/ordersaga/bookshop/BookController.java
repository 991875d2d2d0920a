package io.ordersaga.bookshop;

import io.ordersaga.rest.ETags;
import io.ordersaga.rest.Pages;
import io.ordersaga.rest.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Has the books 1 to 5, each at version 3, and changes none. */
@RestController
@RequestMapping("/books")
class BookController {

    private static final int BOOKS = 5;
    private static final long VERSION = 3;

    @GetMapping
    ResponseEntity<List<Book>> list(
            @RequestParam(required = false) @Nullable String author,
            @RequestParam(name = "publisher_id", required = false) @Nullable UUID publisherId,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) @Min(1) @Max(Pages.MOST) int limit,
            @RequestParam(defaultValue = "0") @PositiveOrZero long after) {
        List<Book> found = LongStream.rangeClosed(after + 1, BOOKS)
                .limit(limit + 1L)
                .mapToObj(BookController::book)
                .toList();
        return Pages.answer(found, limit, Book::id);
    }

    @GetMapping("/search")
    List<Book> search(@RequestParam("title_part") String titlePart, @RequestHeader("Reader-Card") String readerCard) {
        return List.of();
    }

    @GetMapping("/{bookId}")
    ResponseEntity<Book> get(@PathVariable long bookId) {
        return ETags.ok(existing(bookId), VERSION);
    }

    @PostMapping
    ResponseEntity<Book> create(
            @Valid @RequestBody BookRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Size(max = 5) @Nullable String key) {
        return ResponseEntity.created(URI.create("/books/6")).body(of(6, request));
    }

    @PutMapping("/{bookId}")
    ResponseEntity<Book> replace(
            @PathVariable long bookId,
            @Valid @RequestBody BookRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        existing(bookId);
        ETags.requireMatch(ifMatch, VERSION);
        return ETags.ok(of(bookId, request), VERSION + 1);
    }

    private static Book existing(long id) {
        if (id < 1 || id > BOOKS) {
            throw Problems.notFound("book", id);
        }
        return book(id);
    }

    private static Book book(long id) {
        return new Book(id, "Sagas, volume " + id, new BigDecimal("19.90"), 300, null);
    }

    private static Book of(long id, BookRequest request) {
        return new Book(id, request.title(), request.listPrice(), request.pageCount(), request.publishedAt());
    }
}
