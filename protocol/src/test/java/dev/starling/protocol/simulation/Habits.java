package dev.starling.protocol.simulation;

import dev.starling.protocol.message.ExchangeConfig;
import dev.starling.protocol.message.ToLink;
import dev.starling.protocol.swarm.RedialsConfig;

/// How the nodes of a simulation behave; a planted defect is one habit changed.
public interface Habits {
    /// The nodes as they should be.
    Habits GOOD = new Habits() {};

    /// What an exchange asks its link through.
    default ToLink link(ToLink link) {
        return link;
    }

    /// Whether the name of a closed link is given back.
    default boolean releases() {
        return true;
    }

    default ExchangeConfig exchange() {
        return ExchangeConfig.DEFAULT;
    }

    default RedialsConfig redials() {
        return RedialsConfig.DEFAULT;
    }
}
