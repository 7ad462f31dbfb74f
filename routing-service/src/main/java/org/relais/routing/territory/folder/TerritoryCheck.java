package org.relais.routing.territory.folder;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.TerritoryContent;

/** Checks territory folders from the command line and prints everything that is wrong with them. */
public final class TerritoryCheck {

    private static final int FOUND_ERRORS = 1;
    private static final int MISUSED = 2;

    private TerritoryCheck() {}

    /**
     * @param arguments folders, and {@code --language=en} for findings in English; the exit code is 0 where no folder has an
     *     error, 1 where one has, 2 where there is no folder to check
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int code = run(List.of(arguments), output);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(List<String> arguments, PrintStream output) throws IOException {
        Locale language = arguments.contains("--language=en") ? Locale.ENGLISH : Locale.FRENCH;
        List<Path> folders = arguments.stream()
                .filter(argument -> !argument.startsWith("--"))
                .map(Path::of)
                .toList();
        if (folders.isEmpty()) {
            output.println("TerritoryCheck [--language=en] FOLDER…");
            return MISUSED;
        }
        Map<Path, TerritoryContent> contents = new LinkedHashMap<>();
        boolean valid = true;
        for (Path folder : folders) {
            Optional<TerritoryContent> content = content(folder, language, output);
            valid &= content.isPresent();
            content.ifPresent(read -> contents.put(folder, read));
        }
        List<String> shared = shared(contents, language);
        shared.forEach(output::println);
        return valid && shared.isEmpty() ? 0 : FOUND_ERRORS;
    }

    /** What two folders both claim, though one territory alone can have it. */
    private static List<String> shared(Map<Path, TerritoryContent> contents, Locale language) {
        List<String> shared = new ArrayList<>();
        Map<String, Path> territories = new HashMap<>();
        Map<String, Path> departments = new HashMap<>();
        contents.forEach((folder, content) -> {
            Path same = territories.putIfAbsent(content.jurisdictionId(), folder);
            if (same != null) {
                shared.add(CheckTexts.of("check.same_territory", language, folder, content.jurisdictionId(), same));
                return;
            }
            for (Department department : content.departments()) {
                Path other = departments.putIfAbsent(department.code(), folder);
                if (other != null) {
                    shared.add(CheckTexts.of("check.same_department", language, folder, department.code(), other));
                }
            }
        });
        return shared;
    }

    /** Prints the findings and whether the folder can be applied. */
    public static boolean check(Path folder, Locale language, PrintStream output) throws IOException {
        return content(folder, language, output).isPresent();
    }

    private static Optional<TerritoryContent> content(Path folder, Locale language, PrintStream output)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            output.println(CheckTexts.of("check.no_folder", language, folder));
            return Optional.empty();
        }
        TerritoryReading reading = TerritoryReader.read(TerritoryFiles.in(folder));
        for (Finding finding : reading.findings()) {
            output.println(finding.describe(language));
        }
        return switch (reading) {
            case TerritoryReading.Valid valid -> {
                output.println(CheckTexts.of("check.valid", language, folder, valid.digest()));
                yield Optional.of(valid.content());
            }
            case TerritoryReading.Invalid invalid -> {
                long errors =
                        invalid.findings().stream().filter(Finding::isError).count();
                output.println(CheckTexts.of("check.invalid", language, folder, errors));
                yield Optional.empty();
            }
        };
    }
}
