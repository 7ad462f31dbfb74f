package org.relais.intake.filing.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.relais.intake.attachment.AttachmentClaims;
import org.relais.intake.attachment.AttachmentClaims.Claim;
import org.relais.intake.filing.Filing;
import org.relais.intake.filing.Filings;
import org.relais.intake.filing.messaging.SubmittedEvents;
import org.relais.intake.vault.Persons;
import org.relais.intake.vault.SealedPerson;
import org.relais.platform.commit.GroupCommit;
import org.relais.platform.commit.GroupCommitSettings;
import org.relais.platform.commit.GroupCommitter;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.outbox.PreparedEvent;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores filings, many in one transaction: the requests, the persons of those that were really new, and the events of those.
 * Bytes are made before, on the caller's own thread.
 */
@Repository
class GroupCommittedFilings implements Filings, DisposableBean {

    private final SubmittedEvents events;
    private final ServiceRequestTable requests;
    private final Persons persons;
    private final AttachmentClaims attachments;
    private final Outbox outbox;
    private final GroupCommitter<Work, Stored> committer;

    private record Work(Filing filing, PreparedEvent event) {}

    GroupCommittedFilings(
            SubmittedEvents events,
            ServiceRequestTable requests,
            Persons persons,
            AttachmentClaims attachments,
            Outbox outbox,
            TransactionTemplate transaction) {
        this.events = events;
        this.requests = requests;
        this.persons = persons;
        this.attachments = attachments;
        this.outbox = outbox;
        this.committer = new GroupCommitter<>(transaction, this::storeAll, GroupCommitSettings.defaults());
    }

    @Override
    public Optional<Stored.Present> find(UUID requestId) {
        return Optional.ofNullable(requests.present(List.of(requestId)).get(requestId));
    }

    @Override
    public Stored store(Filing filing) {
        GroupCommit<Work, Stored> commit = committer;
        return commit.submit(new Work(filing, events.prepare(filing)));
    }

    @Override
    public void destroy() {
        committer.close();
    }

    private List<Stored> storeAll(List<Work> works) {
        Map<UUID, Work> firstOfEachId = new LinkedHashMap<>();
        works.forEach(work -> firstOfEachId.putIfAbsent(work.filing().requestId(), work));
        Set<UUID> lacking = lackingAttachments(firstOfEachId.values());
        firstOfEachId.keySet().removeAll(lacking);
        Set<UUID> inserted = requests.insert(
                firstOfEachId.values().stream().map(Work::filing).toList());
        List<Work> fresh = firstOfEachId.values().stream()
                .filter(work -> inserted.contains(work.filing().requestId()))
                .toList();
        persons.addAll(fresh.stream()
                .map(work -> work.filing().person())
                .filter(Objects::nonNull)
                .map(SealedPerson.class::cast)
                .toList());
        attachments.claim(fresh.stream()
                .map(Work::filing)
                .filter(filing -> !filing.attachments().isEmpty())
                .map(filing -> new Claim(filing.requestId(), filing.requesterId(), filing.attachments()))
                .toList());
        outbox.append(fresh.stream().map(Work::event).toList());
        return answers(works, new HashSet<>(fresh), lacking);
    }

    /** The requests that name what they can't claim; asks nothing of the database where none names anything. */
    private Set<UUID> lackingAttachments(Collection<Work> works) {
        Set<UUID> named = works.stream()
                .flatMap(work -> work.filing().attachments().stream())
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return Set.of();
        }
        Set<UUID> free = attachments.lockFree(named);
        Set<UUID> lacking = new HashSet<>();
        for (Work work : works) {
            List<UUID> wanted = work.filing().attachments();
            if (free.containsAll(wanted)) {
                wanted.forEach(free::remove);
            } else {
                lacking.add(work.filing().requestId());
            }
        }
        return lacking;
    }

    private List<Stored> answers(List<Work> works, Set<Work> fresh, Set<UUID> lacking) {
        if (fresh.size() == works.size()) {
            return works.stream().<Stored>map(work -> new Stored.Fresh()).toList();
        }
        List<UUID> others = works.stream()
                .filter(work -> !fresh.contains(work))
                .map(work -> work.filing().requestId())
                .toList();
        Map<UUID, Stored> present = new HashMap<>(requests.present(others));
        List<Stored> answers = new ArrayList<>();
        for (Work work : works) {
            UUID requestId = work.filing().requestId();
            answers.add(
                    fresh.contains(work)
                            ? new Stored.Fresh()
                            : present.getOrDefault(requestId, whyNotStored(lacking.contains(requestId))));
        }
        return answers;
    }

    private static Stored whyNotStored(boolean lacksAttachments) {
        return lacksAttachments ? new Stored.AttachmentGone() : new Stored.CodeTaken();
    }
}
