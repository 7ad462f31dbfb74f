package org.relais.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class in a process that ends with its parent: the parent holds the other end of standard input, and when
 * that closes, however the parent ended, this process leaves in good order.
 */
public final class Tethered {

    private Tethered() {}

    /** @param args name of the class to run, then its arguments */
    public static void main(String[] args) throws Throwable {
        Thread.ofPlatform().daemon().name("tether").start(Tethered::leaveWithParent);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void leaveWithParent() {
        InputStream parent = System.in;
        try {
            while (parent.read() != -1) {
                // what the parent says doesn't matter, only that it is there
            }
        } catch (IOException e) {
            // a broken pipe says the same as a closed one
        }
        System.exit(0);
    }
}
