import { expect, test } from 'vitest'
import { operations } from '../engine/can.ts'
import { endReasons, origins, parkReasons, requestLife, signerStates, stepStates } from '../engine/state.ts'
import * as contract from './contract.ts'

test('what the engine may say, the contract lets through', () => {
  expect([...contract.operations]).toEqual([...operations])
  expect(contract.requestStates.toSorted()).toEqual(requestLife.states.toSorted())
  expect(contract.step.shape.state.options).toEqual([...stepStates])
  expect(contract.step.shape.park_reason.unwrap().options).toEqual([...parkReasons])
  expect(contract.signer.shape.state.options).toEqual([...signerStates])
  expect(contract.signer.shape.origin.options).toEqual([...origins])
  expect(contract.signer.shape.reason.unwrap().options).toEqual([...endReasons])
})
