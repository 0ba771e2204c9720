namespace Orchestrator.Conformance.Tests.Grpc.Interop;

/// <summary>Our client and <c>@grpc/grpc-js</c>.</summary>
public sealed class ClientToNodeTests(NodeServer server) : ClientInteropTests(server), IClassFixture<NodeServer>;

/// <summary>Our client and <c>python3-grpcio</c>.</summary>
public sealed class ClientToPythonTests(PythonServer server) : ClientInteropTests(server), IClassFixture<PythonServer>;
