using Grpc.AspNetCore.Server.Binding;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>What all calls of a service share.</summary>
internal sealed record CallSurroundings(MethodSettings Settings, ILogger Logger, TimeProvider Clock);
