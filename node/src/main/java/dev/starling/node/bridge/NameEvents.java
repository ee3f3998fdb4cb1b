package dev.starling.node.bridge;

/// What home hears of the names behind links, whoever had called; any thread.
public interface NameEvents {
    /// Nobody listens yet.
    NameEvents NONE =
            new NameEvents() {
                @Override
                public void onProven(String name) {}

                @Override
                public void onLost(String name) {}

                @Override
                public void onParted(String name) {}
            };

    /// The link to this name has answered its first PING.
    void onProven(String name);

    /// There is no link to this name any more.
    void onLost(String name);

    /// The application wants no link to this name any more.
    void onParted(String name);
}
