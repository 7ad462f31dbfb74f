package org.relais.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stops the platform that runs in the background or in another terminal, and what a killed launcher left. */
final class DownCommand implements Command {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public int run(Context context, List<String> arguments) {
        Console console = context.console();
        if (!Command.allKnown(console, arguments, Set.of())) {
            return USAGE;
        }
        Home home = context.home();
        Optional<ProcessHandle> launcher = new LauncherLock(home).holder();
        launcher.ifPresent(process -> {
            console.say("down.stopping");
            process.destroy();
        });
        if (launcher.isPresent()
                && !Waiting.until(PATIENCE, () -> !launcher.get().isAlive())) {
            launcher.get().destroyForcibly();
        }
        List<String> orphans = new Orphans(home).end();
        if (!orphans.isEmpty()) {
            console.say("orphans.ended", String.join(", ", orphans));
        }
        console.say(launcher.isEmpty() && orphans.isEmpty() ? "down.nothing" : "down.stopped");
        return OK;
    }
}
