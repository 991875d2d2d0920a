package io.ordersaga.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void withoutOptionsItStaysUpOnEmbeddedPartsAndKeepsTheData() {
        assertThat(parsed()).isEqualTo(new Options(Path.of("/shop"), false, false, false, false));
    }

    @Test
    void optionsMayBeCombined() {
        assertThat(parsed("--demo", "--fresh", "--external"))
                .isEqualTo(new Options(Path.of("/shop"), true, true, true, false));
    }

    @Test
    void unknownOptionIsRefusedByName() {
        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(() -> parsed("--demo", "--frehs"))
                .withMessageContaining("'--frehs'");
    }

    @Test
    void everythingItWritesIsInOneFolder() {
        Options options = parsed();

        assertThat(options.data()).startsWithRaw(Path.of("/shop/.run"));
        assertThat(options.logs()).startsWithRaw(Path.of("/shop/.run"));
    }

    private static Options parsed(String... given) {
        String[] all = new String[given.length + 1];
        all[0] = "/shop";
        System.arraycopy(given, 0, all, 1, given.length);
        return Options.parse(all);
    }
}
