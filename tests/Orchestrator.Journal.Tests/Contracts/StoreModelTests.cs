using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Journal.Sqlite;
using Orchestrator.Journal.Tests.Postgres;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Contracts;

public sealed class StoreModelTests(SharedPostgres postgres)
{
    [Fact]
    public void Sqlite_store_after_any_operations_answers_as_the_model() => Check(async operations =>
    {
        using var folder = new TemporaryFolder();
        return await HoldsAsync(operations, () => Task.FromResult<IResultStore>(
            SqliteResultStore.OpenForWriting(folder.File("results.db"), new ResultStoreOptions())));
    }, runs: 100);

    [Fact]
    public void Memory_store_after_any_operations_answers_as_the_model() => Check(async operations =>
    {
        await using var store = new InMemoryResultStore();
        return await HoldsAsync(operations, () => Task.FromResult<IResultStore>(store), _ => ValueTask.CompletedTask);
    }, runs: 100);

    [Fact]
    public async Task Postgres_store_after_any_operations_answers_as_the_model()
    {
        await using var database = await TestDatabase.CreateAsync(await postgres.GetAsync());
        await database.OpenAsync();
        Check(async operations =>
        {
            await database.EmptyAsync();
            return await HoldsAsync(operations, async () => (await database.OpenAsync()).Results);
        }, runs: 40);
    }

    private static void Check(Func<StoreOperation[], Task<bool>> holds, int runs) => Prop
        .ForAll(StoreOperations.Sequences, operations => holds(operations).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(runs));

    private static async Task<bool> HoldsAsync(
        StoreOperation[] operations, Func<Task<IResultStore>> open, Func<IResultStore, ValueTask>? close = null)
    {
        close ??= store => store.DisposeAsync();
        var model = new StoreModel();
        var store = await open();
        var holds = true;
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case StoreOperation.Append append:
                    await store.AppendAsync(append.Batch, CancellationToken.None);
                    break;
                case StoreOperation.Save save:
                    holds &= model.Standing(save.Sweep) == await store.SaveSweepAsync(save.Sweep, CancellationToken.None);
                    break;
                default:
                    await close(store);
                    store = await open();
                    break;
            }

            model.Apply(operation);
            holds &= model.Expected() == await StoreModel.ActualAsync(store);
        }

        await close(store);
        return holds;
    }
}
