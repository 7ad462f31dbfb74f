package org.relais.bench.start;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.relais.local.Checkout;
import org.relais.local.LocalPlatform;
import org.relais.local.PlatformSettings;

/** A launcher's process: starts the platform in the given folder, says so, and stays until its parent ends. */
public final class StartOnce {

    static final String READY = "ready";
    static final String WITH_CACHES = "with-caches";

    private StartOnce() {}

    /** @param arguments the folder, and whether to use AOT caches */
    public static void main(String[] arguments) throws InterruptedException {
        var settings = PlatformSettings.onFreePorts(Checkout.find(), Path.of(arguments[0]));
        LocalPlatform.start(arguments[1].equals(WITH_CACHES) ? settings : settings.withoutAotCaches());
        IO.println(READY);
        new CountDownLatch(1).await();
    }
}
