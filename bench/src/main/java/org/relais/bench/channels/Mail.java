package org.relais.bench.channels;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.relais.bench.journey.Arrivals;
import org.relais.bench.load.LoadResult;
import org.relais.event.catalogue.Topics;

/**
 * Mails to the town's mailbox, each from somebody else. Nobody answers a mail while it is sent: its time ends when the event of its
 * request can be read, which is a little later than its request was committed.
 */
final class Mail implements Channel {

    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final int smtpPort;
    private final String mailbox;
    private final String kafka;
    private final FiledRequests filed;
    private final AtomicLong number = new AtomicLong();

    Mail(int smtpPort, String mailbox, String kafka, FiledRequests filed) {
        this.smtpPort = smtpPort;
        this.mailbox = mailbox;
        this.kafka = kafka;
        this.filed = filed;
    }

    @Override
    public String name() {
        return "e-mail, until published";
    }

    @Override
    public String written() {
        return "EMAIL";
    }

    @Override
    public LoadResult run(double requestsPerSecond, Duration time) throws Exception {
        long before = filed.through(written());
        long first = number.get() + 1;
        var count = (long) (requestsPerSecond * time.toNanos() / 1e9);
        number.addAndGet(count);
        var failures = new ConcurrentLinkedQueue<String>();
        try (var arrivals = new Arrivals(kafka, Topics.INTAKE_SERVICE_REQUESTS.name(), "ServiceRequestSubmitted")) {
            long start = System.nanoTime();
            sendAll(first, count, start, requestsPerSecond, failures);
            awaitFiled(before + count - failures.size());
            var latencies = latencies(first, count, start, requestsPerSecond, arrivals);
            return new LoadResult(latencies, List.copyOf(failures), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void sendAll(long first, long count, long start, double perSecond, ConcurrentLinkedQueue<String> failures)
            throws InterruptedException {
        var next = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                var session = session();
                try (var transport = session.getTransport("smtp")) {
                    transport.connect("localhost", smtpPort, null, null);
                    for (long n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        var due = start + (long) (n * 1e9 / perSecond);
                        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                            LockSupport.parkNanos(wait);
                        }
                        send(transport, session, first + n);
                    }
                } catch (MessagingException refused) {
                    failures.add(refused.toString());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Session session() {
        var properties = new Properties();
        properties.put("mail.smtp.timeout", "30000");
        return Session.getInstance(properties);
    }

    private void send(Transport transport, Session session, long n) throws MessagingException {
        var mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<bench-" + n + "@exemple.invalid>");
            }
        };
        mail.setFrom(new InternetAddress("essai-" + n + "@exemple.invalid"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(mailbox));
        mail.setSubject("Nid-de-poule", "UTF-8");
        mail.setText("Un nid-de-poule profond devant l'école, " + FiledRequests.mark(n) + ".", "UTF-8");
        mail.saveChanges();
        transport.sendMessage(mail, mail.getAllRecipients());
    }

    private void awaitFiled(long expected) throws SQLException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (filed.through(written()) < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private Histogram latencies(long first, long count, long start, double perSecond, Arrivals arrivals)
            throws SQLException {
        var latencies = new Histogram(PATIENCE.toNanos() * 2, 3);
        for (Map.Entry<Long, String> each : filed.marked(written()).entrySet()) {
            long n = each.getKey() - first;
            if (n >= 0 && n < count) {
                var due = start + (long) (n * 1e9 / perSecond);
                latencies.recordValue(Math.max(0, arrivals.await(each.getValue(), PATIENCE) - due));
            }
        }
        return latencies;
    }
}
