package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relais.local.Programs.Program;

/** {@code ./relais check FOLDER…}: what is wrong with territory folders, as routing finds it. Nothing else needs to run. */
final class CheckCommand implements Command {

    private static final String CHECK = "org.relais.routing.territory.folder.TerritoryCheck";

    @Override
    public int run(Context context, List<String> arguments) {
        if (arguments.isEmpty() || arguments.stream().anyMatch(argument -> argument.startsWith("--"))) {
            context.console().note("check.usage");
            return USAGE;
        }
        return check(context, arguments.stream().map(Command::path).toList()) ? OK : FAILED;
    }

    /** Prints each finding, with file and line; whether all can be applied. */
    static boolean check(Context context, List<Path> folders) {
        Program routing = new Programs(context.checkout()).program(Part.ROUTING);
        List<String> command = new ArrayList<>(List.of(
                ChildProcess.javaExecutable().toString(),
                "-XX:TieredStopAtLevel=1",
                JvmOptions.routingHeap(folders),
                "-cp",
                routing.classPath(),
                CHECK,
                "--language=" + context.console().messages().locale().getLanguage()));
        folders.forEach(folder -> command.add(folder.toString()));
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the check could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
