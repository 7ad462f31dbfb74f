package org.relais.local;

import java.util.List;

/** Says whether anyone is waiting. */
final class StatusCommand implements Command {

    @Override
    public int run(Context context, List<String> arguments) {
        return NOT_RUNNING;
    }
}
