using Akka.Persistence;

namespace Akka.Cluster;

/// <summary>The database that holds the leases: the one of the persistence.</summary>
internal sealed record LeaseLocation(string ConnectionString, PostgresTables Tables, bool Create);
