package org.relais.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The one place that writes to the terminal: results to standard output, notes and errors to standard error. */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final Messages messages;

    public Console(PrintStream out, PrintStream err, Messages messages) {
        this.out = out;
        this.err = err;
        this.messages = messages;
    }

    static Console standard(Messages messages) {
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), messages);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    public Messages messages() {
        return messages;
    }

    /** A text from the message files, as a line of the result. */
    public void say(String key, Object... arguments) {
        out.println(messages.get(key, arguments));
    }

    /** A line as it is, as part of the result. */
    public void line(String text) {
        out.println(text);
    }

    /** A text from the message files that isn't part of the result. */
    public void note(String key, Object... arguments) {
        err.println(messages.get(key, arguments));
    }

    /** Goes back to the line's start and writes over it; for progress that moves. */
    public void overwrite(String text) {
        err.print("\r" + text + "\u001b[K");
        err.flush();
    }

    public void endOverwriting() {
        err.println();
    }
}
