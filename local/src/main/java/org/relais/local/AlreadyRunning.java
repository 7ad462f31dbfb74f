package org.relais.local;

/** Another launcher runs this platform. */
public final class AlreadyRunning extends RuntimeException {

    private final long pid;

    AlreadyRunning(long pid) {
        super("the platform is already run by process " + pid);
        this.pid = pid;
    }

    public long pid() {
        return pid;
    }
}
