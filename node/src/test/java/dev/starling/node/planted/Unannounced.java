package dev.starling.node.planted;

/// A planted defect: a type that has come into the API without a word in api.txt.
public interface Unannounced {
    /// A type that only this one leads to.
    interface Reached {}

    Reached planted();
}
