package org.relais.intake.limit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * How much one caller may file, join and do with requests in an hour: in all, and about one place. Partners have a larger share,
 * counted the same.
 */
@Component
@EnableConfigurationProperties(FilingSettings.class)
public class FilingLimits {

    private static final Duration PERIOD = Duration.ofHours(1);

    private final CallerLimit everywhere;
    private final CallerLimit inOnePlace;
    private final boolean unlimitedOnThisMachine;
    private final CallerLimit ofClients;
    private final CallerLimit ofClientsInOnePlace;
    private final CallerLimit photoForms;
    private final CallerLimit formsWithoutProof;
    private final CallerLimit drafts;
    private final CallerLimit actions;
    private final CallerLimit actionsOfClients;

    FilingLimits(FilingSettings settings) {
        this.everywhere = new CallerLimit(settings.perHour(), PERIOD);
        this.inOnePlace = new CallerLimit(settings.perHourAndPlace(), PERIOD);
        this.unlimitedOnThisMachine = settings.unlimitedOnThisMachine();
        this.ofClients = new CallerLimit(settings.ofClientsPerHour(), PERIOD);
        this.ofClientsInOnePlace = new CallerLimit(settings.ofClientsPerHourAndPlace(), PERIOD);
        this.photoForms = new CallerLimit(settings.photoFormsPerMinute(), Duration.ofMinutes(1));
        this.formsWithoutProof = new CallerLimit(settings.photoFormsPerMinute(), Duration.ofMinutes(1));
        this.drafts = new CallerLimit(settings.draftsPerHour(), PERIOD);
        this.actions = new CallerLimit(settings.actionsPerHour(), PERIOD);
        this.actionsOfClients = new CallerLimit(settings.actionsOfClientsPerHour(), PERIOD);
    }

    /** Counts one request; answers how long to wait, zero where it may come in. Who imports brings in what was filed elsewhere. */
    public Duration countFiling(
            Caller caller, String remoteAddress, @Nullable Double latitude, @Nullable Double longitude) {
        if (!caller.isAnonymous()) {
            return caller.has(Roles.IMPORT)
                    ? Duration.ZERO
                    : countClient(caller.clientId(), remoteAddress, latitude, longitude);
        }
        return isUncounted(remoteAddress)
                ? Duration.ZERO
                : count(CallerName.of(caller, remoteAddress), everywhere, inOnePlace, latitude, longitude);
    }

    /** Counts one request of a client that showed a token or a key, however it calls: with those of its batches. */
    public Duration countClient(
            String clientId, String remoteAddress, @Nullable Double latitude, @Nullable Double longitude) {
        return isUncounted(remoteAddress)
                ? Duration.ZERO
                : count(clientId, ofClients, ofClientsInOnePlace, latitude, longitude);
    }

    /** Counts one request that came by a channel, whose senders are counted elsewhere: together they are one client. */
    public Duration countChannel(String channel, @Nullable Double latitude, @Nullable Double longitude) {
        return count(channel, ofClients, ofClientsInOnePlace, latitude, longitude);
    }

    private static Duration count(
            String name,
            CallerLimit everywhere,
            CallerLimit inOnePlace,
            @Nullable Double latitude,
            @Nullable Double longitude) {
        Duration wait = everywhere.take(name);
        return wait.isPositive() || latitude == null || longitude == null
                ? wait
                : inOnePlace.take(name + " " + cell(latitude, longitude));
    }

    /** Counts the items of a client's batch, all or none. */
    public Duration countBatch(Caller caller, int items) {
        return ofClients.take(caller.clientId(), items);
    }

    /** Counts a form with files in which the sender's key is still to be found; {@link #proven} takes it back. */
    public Duration countFormWithoutProof(String remoteAddress) {
        return isUncounted(remoteAddress)
                ? Duration.ZERO
                : formsWithoutProof.take(CallerName.of(Caller.ANONYMOUS, remoteAddress));
    }

    /** The key was found, and is known. */
    public void proven(String remoteAddress) {
        formsWithoutProof.forgive(CallerName.of(Caller.ANONYMOUS, remoteAddress));
    }

    /** Counts a form with files, whose body costs much before it is known what it is for. */
    public Duration countPhotoForm(String remoteAddress) {
        return isUncounted(remoteAddress)
                ? Duration.ZERO
                : photoForms.take(CallerName.of(Caller.ANONYMOUS, remoteAddress));
    }

    /** Counts a request that is begun step by step, and kept while it is made. */
    public Duration countDraft(String remoteAddress) {
        return isUncounted(remoteAddress) ? Duration.ZERO : drafts.take(CallerName.of(Caller.ANONYMOUS, remoteAddress));
    }

    private boolean isUncounted(String remoteAddress) {
        return unlimitedOnThisMachine && isThisMachine(remoteAddress);
    }

    /** Counts one joining. */
    public Duration countJoining(Caller caller, String remoteAddress) {
        return countFiling(caller, remoteAddress, null, null);
    }

    /** Counts one thing done with a request that stands already: adding to it, judging, withdrawing, erasing. */
    public Duration countAction(Caller caller, String remoteAddress) {
        if (!caller.isAnonymous()) {
            return countActionOfClient(caller.clientId(), remoteAddress);
        }
        return isUncounted(remoteAddress) ? Duration.ZERO : actions.take(CallerName.of(caller, remoteAddress));
    }

    /** The same of a client that showed a token or a key, however it calls. */
    public Duration countActionOfClient(String clientId, String remoteAddress) {
        return isUncounted(remoteAddress) ? Duration.ZERO : actionsOfClients.take(clientId);
    }

    private static String cell(double latitude, double longitude) {
        return String.format(Locale.ROOT, "%.2f %.2f", latitude, longitude);
    }

    private static boolean isThisMachine(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
