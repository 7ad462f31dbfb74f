package org.relais.platform.document;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.relais.platform.document.DocumentStore.Reference;
import org.relais.platform.refresh.Recurring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Holds the documents in memory, and fetches in the background what was announced. */
final class DocumentLibrary implements PublishedDocuments, DocumentFollower, SmartLifecycle {

    /** Before the inbox, so that documents are here when the first event comes. */
    static final int PHASE = 500;

    private static final Logger log = LoggerFactory.getLogger(DocumentLibrary.class);

    private final DocumentStore store;
    private final DocumentSource source;
    private final DocumentSettings settings;
    private final Map<String, PublishedDocument> documents = new ConcurrentHashMap<>();
    private final Map<String, Postponed> postponed = new HashMap<>();
    private @Nullable Recurring looks;
    private volatile boolean loaded;

    DocumentLibrary(DocumentStore store, DocumentSource source, DocumentSettings settings) {
        this.store = store;
        this.source = source;
        this.settings = settings;
    }

    private record Postponed(Reference wanted, Duration backOff, long until) {}

    @Override
    public Optional<PublishedDocument> current(String key) {
        loadFirst();
        return Optional.ofNullable(documents.get(key));
    }

    @Override
    public List<PublishedDocument> all() {
        loadFirst();
        return documents.values().stream()
                .sorted(Comparator.comparing(PublishedDocument::key))
                .toList();
    }

    @Override
    public void follow(String key, long version, String digest) {
        store.want(new Reference(key, version, digest));
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    lookNow();
                }
            });
        }
    }

    @Override
    public synchronized void start() {
        if (looks == null) {
            loadFirst();
            looks = Recurring.startAfterAPause("documents", settings.refresh(), this::look);
        }
    }

    @Override
    public synchronized void stop() {
        if (looks != null) {
            looks.stop();
            looks = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looks != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private synchronized void lookNow() {
        if (looks != null) {
            looks.now();
        }
    }

    private synchronized void loadFirst() {
        if (!loaded) {
            refresh();
            loaded = true;
        }
    }

    /** The documents in memory stay where it fails. */
    private void look() {
        store.missing().forEach(this::fetch);
        refresh();
    }

    private void fetch(Reference wanted) {
        Postponed before = postponed.get(wanted.key());
        if (before != null && !before.wanted().equals(wanted)) {
            before = null;
        }
        if (before != null && before.until() - System.nanoTime() > 0) {
            return;
        }
        try {
            store.switchTo(source.fetch(wanted));
            postponed.remove(wanted.key());
            log.atInfo()
                    .addKeyValue("outcome", "document_switched")
                    .log("Version {} of document {} is here", wanted.version(), wanted.key());
        } catch (DocumentUnavailable e) {
            Duration backOff = before != null ? before.backOff().multipliedBy(2) : settings.backOff();
            if (backOff.compareTo(settings.longestBackOff()) > 0) {
                backOff = settings.longestBackOff();
            }
            postponed.put(wanted.key(), new Postponed(wanted, backOff, System.nanoTime() + backOff.toNanos()));
            log.atWarn()
                    .addKeyValue("outcome", "document_not_fetched")
                    .addKeyValue("reason", e.getMessage())
                    .log("Version {} of document {} could not be fetched", wanted.version(), wanted.key());
        }
    }

    private void refresh() {
        for (Reference present : store.present()) {
            PublishedDocument known = documents.get(present.key());
            if (known == null || known.version() != present.version()) {
                store.read(present.key()).ifPresent(document -> documents.put(document.key(), document));
            }
        }
    }
}
