package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Leaves a supervisor in the background, and shows what it says until the platform is ready. */
final class Detachment {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Command.Context context;

    Detachment(Command.Context context) {
        this.context = context;
    }

    /** The supervisor says that the platform is ready. */
    static void markReady(Home home) {
        try {
            Files.writeString(ready(home), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + ready(home), e);
        }
    }

    int start(List<String> options) {
        Home home = context.home();
        Path output = home.log("launcher");
        try {
            // A supervisor makes the folder its own; what it says must have a place before.
            Files.createDirectories(home.logs());
            Files.deleteIfExists(ready(home));
            Files.deleteIfExists(output);
            Process supervisor = new ProcessBuilder(command(options))
                    .directory(context.checkout().root().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ready = follow(supervisor, output);
            if (ready) {
                context.console().say("up.detached");
            }
            return ready ? Command.OK : Command.FAILED;
        } catch (IOException e) {
            throw new UncheckedIOException("no supervisor could be left", e);
        }
    }

    private static Path ready(Home home) {
        return home.run().resolve("ready");
    }

    /** Ignored signals stay ignored: neither Ctrl-C nor the terminal's end reaches the supervisor. */
    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(ChildProcess.javaExecutable().toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "up"));
        command.add(UpCommand.SUPERVISED);
        command.addAll(options);
        command.addAll(
                List.of("--language", context.console().messages().locale().getLanguage()));
        return command;
    }

    /** However slow the machine is: each of the supervisor's steps has a patience of its own, after which it ends. */
    private boolean follow(Process supervisor, Path output) throws IOException {
        Home home = context.home();
        try (SeekableByteChannel channel = Files.newByteChannel(output)) {
            while (true) {
                boolean ready = Files.exists(ready(home));
                boolean ended = !supervisor.isAlive();
                show(channel);
                if (ready || ended) {
                    return ready;
                }
                Waiting.until(BETWEEN_LOOKS, () -> Files.exists(ready(home)) || !supervisor.isAlive());
            }
        }
    }

    private void show(SeekableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, channel.size() - channel.position()));
        channel.read(buffer);
        String said = StandardCharsets.UTF_8.decode(buffer.flip()).toString();
        said.lines().forEach(context.console()::line);
    }
}
