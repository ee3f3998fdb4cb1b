/// gRPC-java without encryption; messages are bytes, so nothing is spent on protobuf.
@NullMarked
package dev.starling.bench.rivals.grpc;

import org.jspecify.annotations.NullMarked;
