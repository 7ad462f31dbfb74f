package org.relais.e2e.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The checkout's files, without what is built, downloaded or kept by a running platform. */
final class SourceTree {

    private static final Set<String> NOT_OURS = Set.of(".git", ".relais", "target", "node_modules");

    private SourceTree() {}

    /** A file and its text. */
    record Source(Path path, List<String> lines) {

        /** {@code path:line: text} of each line that a rule is broken by. */
        List<String> broken(Predicate<String> rule) {
            var found = new ArrayList<String>();
            for (int line = 0; line < lines.size(); line++) {
                if (rule.test(lines.get(line))) {
                    found.add(path + ":" + (line + 1) + ": " + lines.get(line).strip());
                }
            }
            return found;
        }
    }

    static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("schemas")) && Files.isRegularFile(folder.resolve("relais"))) {
                return folder;
            }
        }
        throw new AssertionError("The tests don't run inside a checkout");
    }

    /** Files with a given ending, as paths below the root. */
    static List<Source> filesEndingWith(String ending) {
        var found = new ArrayList<Source>();
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (file.toString().endsWith(ending)) {
                        found.add(new Source(root().relativize(file), Files.readAllLines(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
