package org.relais.intake.filing.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
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
    private final Outbox outbox;
    private final GroupCommitter<Work, Stored> committer;

    private record Work(Filing filing, PreparedEvent event) {}

    GroupCommittedFilings(
            SubmittedEvents events,
            ServiceRequestTable requests,
            Persons persons,
            Outbox outbox,
            TransactionTemplate transaction) {
        this.events = events;
        this.requests = requests;
        this.persons = persons;
        this.outbox = outbox;
        this.committer = new GroupCommitter<>(transaction, this::storeAll, GroupCommitSettings.defaults());
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
        outbox.append(fresh.stream().map(Work::event).toList());
        return answers(works, new HashSet<>(fresh));
    }

    private List<Stored> answers(List<Work> works, Set<Work> fresh) {
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
            answers.add(
                    fresh.contains(work)
                            ? new Stored.Fresh()
                            : present.getOrDefault(work.filing().requestId(), new Stored.CodeTaken()));
        }
        return answers;
    }
}
