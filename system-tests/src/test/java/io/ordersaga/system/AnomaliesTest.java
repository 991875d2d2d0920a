package io.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The anomaly matrix and the promises name the tests that prove them, every one and no other. */
class AnomaliesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("^(\\| ([AP]\\d+) \\|.*\\|)[^|]*\\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile(
            "@(?:Parameterized|Repeated)?Test\\b(?:\\([^)]*\\))?[^;{}]*?(?:@[^;]*?)?\\s+void ((?:[ap]\\d+_)+)(\\w+)\\(",
            Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("[ap]\\d+");
    private static final Pattern COMMENT_OR_TEXT = Pattern.compile(
            "(/\\*.*?\\*/|//[^\n]*)|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)*+'",
            Pattern.DOTALL);
    private static final Pattern LEFT_OUT = Pattern.compile("@(?:\\w+\\.)*(?:Dis|En)abled");

    private final Map<String, List<String>> tests = testsById();

    @ParameterizedTest
    @ValueSource(strings = {"docs/anomalies.md", "docs/reliability.md"})
    void a_document_names_the_tests_of_each_row(String name) throws IOException {
        Path document = ROOT.resolve(name);
        String written = Files.readString(document);
        String right = ROW.matcher(written).replaceAll(this::withTests);
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(document, right);
        } else {
            assertThat(written)
                    .as("mvn verify -Dupdate.docs=true writes it anew")
                    .isEqualTo(right);
        }
    }

    @Test
    void every_anomaly_and_every_promise_has_a_test() {
        List<String> ids = Stream.concat(
                        IntStream.rangeClosed(1, 51).mapToObj("A%02d"::formatted),
                        IntStream.rangeClosed(1, 8).mapToObj("P%d"::formatted))
                .toList();

        assertThat(tests.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    }

    /** One that does not run proves nothing. */
    @Test
    void no_test_is_left_out() {
        assertThat(sources()).noneMatch(file -> LEFT_OUT.matcher(read(file)).find());
    }

    @Test
    void a_test_that_is_commented_out_is_none() {
        assertThat(withoutComments("a /* @Test void one() */ b // @Test void two()\nc \"//\" d '\"' /** e */ f"))
                .isEqualTo("a  b \nc \"//\" d '\"'  f");
    }

    private static Map<String, List<String>> testsById() {
        return sources().stream()
                .flatMap(AnomaliesTest::testsOf)
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        TreeMap::new,
                        Collectors.mapping(
                                Map.Entry::getValue,
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        found -> found.stream().sorted().toList()))));
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/test/")
                            || file.toString().contains("/testing/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Map.Entry<String, String>> testsOf(Path file) {
        String type = file.getFileName().toString().replace(".java", "");
        return TEST.matcher(read(file))
                .results()
                .flatMap(test -> ID.matcher(test.group(1))
                        .results()
                        .map(id -> Map.entry(
                                id.group().toUpperCase(Locale.ROOT),
                                "`" + type + "` " + test.group(2).replace('_', ' '))));
    }

    private static String read(Path file) {
        try {
            return withoutComments(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What looks like a comment within a text is none. */
    private static String withoutComments(String java) {
        return COMMENT_OR_TEXT
                .matcher(java)
                .replaceAll(found -> found.group(1) == null ? Matcher.quoteReplacement(found.group()) : "");
    }

    /** The row with its last cell written anew. */
    private String withTests(MatchResult row) {
        String proved = String.join("<br>", tests.getOrDefault(row.group(2), List.of()));
        return Matcher.quoteReplacement(row.group(1) + " " + proved + " |");
    }
}
