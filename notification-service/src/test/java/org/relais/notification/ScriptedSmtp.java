package org.relais.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A mail server that misbehaves towards an address as told: one behaviour a message, in order; after that it takes everything. */
final class ScriptedSmtp implements AutoCloseable {

    enum Behaviour {
        /** Takes the message and says so. */
        TAKE,
        /** Takes the message and hangs up before saying so. */
        TAKE_AND_HANG_UP,
        /** Takes the message and says nothing until told to go on. */
        TAKE_AND_STALL,
        /** Says nothing of the message until told to go on, and asks to come back later then. */
        STALL_AND_BE_BUSY,
        /** Refuses the recipient for good. */
        REFUSE_RECIPIENT,
        /** Asks to come back later. */
        BUSY,
        /** Takes no mail of ours, whatever it says. */
        REFUSE_US
    }

    private final ServerSocket server;
    private final Map<String, Queue<Behaviour>> scripts = new ConcurrentHashMap<>();
    private final Map<String, List<String>> messages = new ConcurrentHashMap<>();
    private volatile CountDownLatch goOn = new CountDownLatch(1);

    ScriptedSmtp(int port) throws IOException {
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    void behave(String address, Behaviour... script) {
        scripts.put(address, new ConcurrentLinkedQueue<>(List.of(script)));
    }

    /** Every message to the address received up to its last dot, byte for byte, whatever was answered. */
    List<String> messagesTo(String address) {
        return List.copyOf(messages.getOrDefault(address, List.of()));
    }

    /** Answers what was left stalled, and not what stalls from now on. */
    void goOn() {
        CountDownLatch stalled = goOn;
        goOn = new CountDownLatch(1);
        stalled.countDown();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            OutputStream out = client.getOutputStream();
            say(out, "220 ready");
            Behaviour behaviour = Behaviour.TAKE;
            String address = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "RCPT" -> {
                        address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        behaviour = next(address);
                        say(out, answerTo(behaviour));
                    }
                    case "DATA" -> {
                        if (behaviour == Behaviour.REFUSE_US) {
                            say(out, "554 not from you");
                            continue;
                        }
                        say(out, "354 go");
                        // Before anybody can know that the message is here, and tell it to go on.
                        CountDownLatch told = goOn;
                        messages.computeIfAbsent(address, _ -> new CopyOnWriteArrayList<>())
                                .add(untilLastDot(in));
                        if (behaviour == Behaviour.TAKE_AND_HANG_UP) {
                            return;
                        }
                        if (behaviour == Behaviour.TAKE_AND_STALL || behaviour == Behaviour.STALL_AND_BE_BUSY) {
                            told.await();
                        }
                        say(out, behaviour == Behaviour.STALL_AND_BE_BUSY ? "451 later" : "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException hungUp) {
            // The client went away; so do we.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Behaviour next(String address) {
        Queue<Behaviour> script = scripts.get(address);
        Behaviour next = script == null ? null : script.poll();
        return next == null ? Behaviour.TAKE : next;
    }

    private static String answerTo(Behaviour behaviour) {
        return switch (behaviour) {
            case REFUSE_RECIPIENT -> "550 no such user";
            case BUSY -> "451 later";
            case TAKE, TAKE_AND_HANG_UP, TAKE_AND_STALL, STALL_AND_BE_BUSY, REFUSE_US -> "250 ok";
        };
    }

    private static String untilLastDot(BufferedReader in) throws IOException {
        StringBuilder message = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line).append('\n');
        }
        return message.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        goOn();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
