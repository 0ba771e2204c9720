using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Journal.Sqlite;

namespace Orchestrator.Journal.Tests.Contracts;

public sealed class StoreModelTests
{
    [Fact]
    public void Sqlite_store_after_any_operations_answers_as_the_model() => Prop
        .ForAll(StoreOperations.Sequences, operations =>
        {
            using var folder = new TemporaryFolder();
            IResultStore Open() =>
                SqliteResultStore.OpenForWriting(folder.File("results.db"), new ResultStoreOptions());
            return Holds(operations, Open(), async open =>
            {
                await open.DisposeAsync();
                return Open();
            });
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Memory_store_after_any_operations_answers_as_the_model() => Prop
        .ForAll(StoreOperations.Sequences, operations =>
            Holds(operations, new InMemoryResultStore(), Task.FromResult))
        .QuickCheckThrowOnFailure();

    private static bool Holds(
        StoreOperation[] operations, IResultStore store, Func<IResultStore, Task<IResultStore>> reopen) =>
        HoldsAsync(operations, store, reopen).GetAwaiter().GetResult();

    private static async Task<bool> HoldsAsync(
        StoreOperation[] operations, IResultStore store, Func<IResultStore, Task<IResultStore>> reopen)
    {
        var model = new StoreModel();
        var holds = true;
        foreach (var operation in operations)
        {
            model.Apply(operation);
            switch (operation)
            {
                case StoreOperation.Append append:
                    await store.AppendAsync(append.Batch, CancellationToken.None);
                    break;
                case StoreOperation.Save save:
                    await store.SaveSweepAsync(save.Sweep, CancellationToken.None);
                    break;
                default:
                    store = await reopen(store);
                    break;
            }

            holds &= model.Expected() == await StoreModel.ActualAsync(store);
        }

        await store.DisposeAsync();
        return holds;
    }
}
