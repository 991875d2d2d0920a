package io.ordersaga.local.demo;

import io.ordersaga.local.demo.Demonstration.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Remembers beside the data which users and products were created, so that they are created once. */
public final class SeedFile {

    private final Path file;

    private SeedFile(Path file) {
        this.file = file;
    }

    public static SeedFile in(Path file) {
        return new SeedFile(file);
    }

    /** What is remembered, or what is created now. */
    public Seeds or(Supplier<Seeds> create) throws IOException {
        if (Files.exists(file)) {
            return JsonMapper.shared().readValue(Files.readAllBytes(file), Seeds.class);
        }
        Seeds seeds = create.get();
        Files.write(file, JsonMapper.shared().writeValueAsBytes(seeds));
        return seeds;
    }
}
