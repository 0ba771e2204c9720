using Orchestrator.TestKit.Postgres;

[assembly: AssemblyFixture(typeof(SharedPostgres))]
