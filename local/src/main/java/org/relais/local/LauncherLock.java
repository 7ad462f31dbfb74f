package org.relais.local;

import java.util.Optional;

/** Remembers which launcher runs a platform, so that there is one at a time and {@code down} finds it. */
final class LauncherLock {

    static final String NAME = "launcher";
    static final String FILE = NAME + ".pid";

    private final Home home;
    private final ProcessFile file;

    LauncherLock(Home home) {
        this.home = home;
        this.file = new ProcessFile(home.run().resolve(FILE));
    }

    /** The launcher that runs this platform now, if it isn't this process. */
    Optional<ProcessHandle> holder() {
        return file.process()
                .filter(process -> process.pid() != ProcessHandle.current().pid());
    }

    void take() {
        file.write(ProcessHandle.current());
    }

    void release() {
        file.delete();
    }
}
