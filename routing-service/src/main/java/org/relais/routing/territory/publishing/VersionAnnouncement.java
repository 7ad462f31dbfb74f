package org.relais.routing.territory.publishing;

/** Tells everybody, with the transaction it is called in, that a version is in force. */
@FunctionalInterface
public interface VersionAnnouncement {

    void announce(String jurisdictionId, long version, String digest);
}
