package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which launcher runs a platform, so that there is one at a time and {@code down} finds it. The system's own lock on a file
 * decides between two that come at once; the process file beside it tells who holds it.
 */
final class LauncherLock {

    static final String NAME = "launcher";
    static final String FILE = NAME + ".pid";
    static final String LOCK = NAME + ".lock";

    /** What this process holds: to open such a file again and close it would give up its lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Home home;
    private final Path lock;
    private final ProcessFile file;
    private @Nullable FileChannel channel;

    LauncherLock(Home home) {
        this.home = home;
        this.lock = home.run().resolve(LOCK);
        this.file = new ProcessFile(home.run().resolve(FILE));
    }

    /** The launcher that runs this platform now, if it isn't this process. */
    Optional<ProcessHandle> holder() {
        return file.process()
                .filter(process -> process.pid() != ProcessHandle.current().pid());
    }

    /** @throws AlreadyRunning if another launcher has it, or another platform of this process */
    synchronized void take() {
        if (!HELD.add(lock)) {
            throw new AlreadyRunning(ProcessHandle.current().pid());
        }
        try {
            home.create();
            channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean taken = channel.tryLock() != null;
            if (!taken || holder().isPresent()) {
                throw new AlreadyRunning(holder().map(ProcessHandle::pid).orElse(0L));
            }
            file.write(ProcessHandle.current());
        } catch (IOException e) {
            letGo();
            throw new UncheckedIOException("cannot lock " + lock, e);
        } catch (RuntimeException e) {
            letGo();
            throw e;
        }
    }

    synchronized void release() {
        if (channel != null) {
            file.delete();
            letGo();
        }
    }

    private void letGo() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock " + lock, e);
        } finally {
            channel = null;
            HELD.remove(lock);
        }
    }
}
