package org.relais.routing.territory.publishing;

import org.relais.platform.refresh.Refreshed;
import org.springframework.stereotype.Component;

/** Publishes the folders before anything is consumed or served, then keeps an eye on what other instances publish. */
@Component
class TerritoryWatch extends Refreshed {

    /** Before the consumers and the web server. */
    private static final int PHASE = 0;

    private final TerritorySettings settings;
    private final FolderPublisher folders;
    private final TerritoriesInForce territories;

    TerritoryWatch(TerritorySettings settings, FolderPublisher folders, TerritoriesInForce territories) {
        super("territory-watch", settings.refresh(), PHASE);
        this.settings = settings;
        this.folders = folders;
        this.territories = territories;
    }

    @Override
    protected void begin() {
        refresh();
        folders.publishAll();
        if (territories.current().isEmpty() && !settings.folders().isEmpty()) {
            throw new NoTerritoryInForce(folders.refused());
        }
    }

    @Override
    protected void refresh() {
        territories.refresh();
    }
}
